// Sets light or dark and the language before the first paint, so that nothing flashes.
(function () {
  var root = document.documentElement
  function kept(key) { try { return localStorage.getItem(key) } catch { return null } }
  var theme = kept('taicho.theme')
  if (theme !== 'light' && theme !== 'dark') theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  root.setAttribute('data-theme', theme)
  root.setAttribute('data-mantine-color-scheme', theme)
  if (kept('taicho.language') === 'en') root.lang = 'en'
})()

import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Gzip budget in kB of what a page needs before it shows anything: its entry and the chunks the entry imports statically. */
const budgets: Record<string, number> = { index: 190, public: 60 }

/** Prints the gzip weight of each entry and fails the build over its budget, so that weight is a decision and never an accident. */
function weighEntries(): Plugin {
  return {
    name: 'taicho-weigh-entries',
    apply: 'build',
    generateBundle(_options, bundle) {
      const weight = (name: string, seen: Set<string>): { js: number; css: number } => {
        const chunk = bundle[name]
        if (!chunk || chunk.type !== 'chunk' || seen.has(name)) return { js: 0, css: 0 }
        seen.add(name)
        const total = { js: gzipSync(chunk.code).length, css: 0 }
        for (const css of chunk.viteMetadata?.importedCss ?? []) {
          if (seen.has(css)) continue
          seen.add(css)
          const sheet = bundle[css]
          if (sheet?.type === 'asset') total.css += gzipSync(sheet.source).length
        }
        for (const imported of chunk.imports) {
          const more = weight(imported, seen)
          total.js += more.js
          total.css += more.css
        }
        return total
      }
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk' || !chunk.isEntry) continue
        const { js, css } = weight(chunk.fileName, new Set())
        const budget = budgets[chunk.name] ?? 190
        const kB = (bytes: number): string => (bytes / 1024).toFixed(1)
        console.log(`entry ${chunk.name}: ${kB(js)} kB script + ${kB(css)} kB style, gzip (script budget ${budget} kB)`)
        if (js / 1024 > budget) this.error(`entry ${chunk.name} weighs ${kB(js)} kB gzip, over its budget of ${budget} kB`)
      }
    },
  }
}

/** Pages of the program. The public pages (Preact, no account) come as a second entry beside this one: `public.html`. */
const entries = Object.fromEntries(
  ['index', 'public'].map((name) => [name, at(`src/web/${name}.html`)] as const).filter(([, file]) => existsSync(file)),
)

const version = (JSON.parse(readFileSync(at('package.json'), 'utf8')) as { version: string }).version

export default defineConfig({
  root: at('src/web'),
  publicDir: at('src/web/public'),
  plugins: [react(), weighEntries()],
  define: { __TAICHO_VERSION__: JSON.stringify(version) },
  // Preact entries name their JSX source per file (`@jsxImportSource preact`).
  build: {
    outDir: at('dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    assetsInlineLimit: 0,
    rollupOptions: { input: entries },
  },
  server: {
    port: 5173,
    fs: { allow: [at('.')] },
    proxy: { '^/api/': { target: process.env['TAICHO_API'] ?? 'http://127.0.0.1:8021', changeOrigin: false } },
  },
})

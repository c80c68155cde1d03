/** The ink of the hairline for the post acted for: by its place among the posts held, so that two posts of one person always differ (up to five). */
export const postInk = (posts: readonly { readonly id: string }[], acting: string | undefined): number => {
  const at = [...posts].map((post) => post.id).sort().indexOf(acting ?? '')
  return at < 0 ? 1 : (at % 5) + 1
}

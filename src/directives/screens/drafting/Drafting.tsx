export default function Drafting() {
  return null
}

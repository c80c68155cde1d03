/** What a person types for a time of day: `16:00`, `16h`, `16h30`, `16g30`, `1600`, `7`. Null when it is not one. Answers `HH:MM`. */
export function parseTypedTime(text: string): string | null {
  const typed = text.trim().toLowerCase()
  const parts = /^(\d{1,2})\s*(?:[:hg.]\s*(\d{1,2})?\s*'?)?$/.exec(typed) ?? /^(\d{2})(\d{2})$/.exec(typed)
  if (!parts) return null
  const [hour, minute] = [Number(parts[1]), Number(parts[2] ?? 0)]
  if (hour > 23 || minute > 59) return null
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

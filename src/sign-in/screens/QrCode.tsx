import encodeQR from 'qr'
import { useMemo } from 'react'

/** A QR code as one path, black on white in light and dark alike: scanners want that. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { path, size } = useMemo(() => {
    const cells = encodeQR(text, 'raw', { ecc: 'medium', border: 3 })
    return { size: cells.length, path: cells.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : []))).join('') }
  }, [text])
  return <svg viewBox={`0 0 ${size} ${size}`} width="208" height="208" role="img" aria-label={label} shapeRendering="crispEdges"><rect width={size} height={size} fill="#fff" /><path d={path} fill="#000" /></svg>
}

/** PDFs made by hand, object by object, so that they can be wrong in one place. */
export function pdf(objects: readonly (string | Buffer)[], trailer = '', header = '%PDF-1.7\n'): Buffer {
  const chunks: Buffer[] = [Buffer.from(header, 'latin1')]
  const offsets: number[] = []
  let at = chunks[0]?.length ?? 0
  objects.forEach((object, i) => {
    offsets.push(at)
    const body = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), typeof object === 'string' ? Buffer.from(object, 'latin1') : object, Buffer.from('\nendobj\n')])
    chunks.push(body)
    at += body.length
  })
  chunks.push(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((o) => `${String(o).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${at}\n%%EOF\n`))
  return Buffer.concat(chunks)
}

export const stream = (data: string | Buffer, entries = '', length?: number): Buffer => {
  const bytes = typeof data === 'string' ? Buffer.from(data, 'latin1') : data
  return Buffer.concat([Buffer.from(`<< /Length ${length ?? bytes.length} ${entries} >>\nstream\n`), bytes, Buffer.from('\nendstream')])
}

const sentence = 'Thuc hien nghiem cac bien phap phong chong dich tren dia ban xa theo chi dao cua Uy ban'
export const textDrawing = (text = sentence): string => `BT /F1 14 Tf 72 720 Td (${text}) Tj ET`

/** One ordinary page of ASCII text; every part can be replaced. */
export function onePage(change: { catalog?: string; pages?: string; page?: string; contents?: Buffer; more?: (string | Buffer)[]; trailer?: string; header?: string } = {}): Buffer {
  return pdf([
    change.catalog ?? '<< /Type /Catalog /Pages 2 0 R >>',
    change.pages ?? '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    change.page ?? '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>',
    change.contents ?? stream(textDrawing()),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>',
    ...(change.more ?? []),
  ], change.trailer ?? '', change.header)
}

export function manyPages(count: number): Buffer {
  const kids = Array.from({ length: count }, (_, i) => `${5 + i} 0 R`).join(' ')
  return pdf([
    '<< /Type /Catalog /Pages 2 0 R >>', `<< /Type /Pages /Kids [${kids}] /Count ${count} >>`, '<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>', stream(textDrawing()),
    ...Array.from({ length: count }, () => '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 4 0 R >>'),
  ])
}

/** In ấn: tables as XLSX and PDF, and PDF from a template. */
export { compilePdf, TemplateFailed, type PdfTemplate } from './pdf.ts'
export { writeTable } from './xlsx.ts'
export { writeTablePdf } from './table-pdf.ts'
export type { Column, TableSpec, Value } from './table.ts'

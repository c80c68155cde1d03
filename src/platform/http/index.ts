export { makeServer, maxUploadBytes, serve, servePublic, type Download, type HttpParts, type Input, type PublicInput, type Sentence, type Served, type Upload } from './serve.ts'
export { openApi, openApiPage } from './openapi.ts'

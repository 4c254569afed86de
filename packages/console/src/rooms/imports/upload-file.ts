import { ORPCError } from '@orpc/client'
import type { UploadedFile } from '@percorso/contract'
import { safeFileName } from './safe-file-name.ts'

/** Sends a file as it is, piece by piece, and tells how far it is (0 to 1). XMLHttpRequest, because fetch cannot say so. */
export function uploadFile(
  file: File,
  { onProgress, signal }: { onProgress: (share: number) => void; signal: AbortSignal },
): Promise<UploadedFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', `/api/v1/imports/files/${encodeURIComponent(safeFileName(file.name))}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0))
    request.addEventListener('load', () =>
      request.status === 200 ? resolve(JSON.parse(request.responseText) as UploadedFile) : reject(problemOf(request)),
    )
    request.addEventListener('error', () => reject(new Error('unreachable')))
    request.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')))
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

function problemOf({ status, responseText }: XMLHttpRequest): Error {
  try {
    const { code = 'unknown', message = '', hint } = JSON.parse(responseText) as { code?: string; message?: string; hint?: string }
    return new ORPCError(code, { status, message, data: { hint } })
  } catch {
    return new Error('unreachable')
  }
}

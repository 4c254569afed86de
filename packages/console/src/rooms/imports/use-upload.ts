import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { UploadedFile } from '@percorso/contract'
import { uploadFile } from './upload-file.ts'

/** An upload that can be watched and stopped. */
export function useUpload(onUploaded: (uploaded: UploadedFile) => void) {
  const [progress, setProgress] = useState(0)
  const stopping = useRef<AbortController>(undefined)
  const upload = useMutation({
    mutationFn: (file: File) => {
      stopping.current = new AbortController()
      setProgress(0)
      return uploadFile(file, { onProgress: setProgress, signal: stopping.current.signal })
    },
    onSuccess: onUploaded,
  })
  const wasStopped = upload.error instanceof DOMException
  return { ...upload, progress, error: wasStopped ? null : upload.error, stop: () => stopping.current?.abort() }
}

import { useEffect, useRef, useState } from 'react'

/** Takes a file that is dropped anywhere on the page: a short cut for those who use a mouse. True while one is held above it. */
export function useDroppedFile(onFile: (file: File) => void): boolean {
  const [over, setOver] = useState(false)
  const take = useRef(onFile)
  useEffect(() => {
    take.current = onFile
  }, [onFile])
  useEffect(() => {
    const stop = new AbortController()
    const on = (event: 'dragover' | 'dragleave' | 'drop', listener: (event: DragEvent) => void) =>
      document.addEventListener(event, listener, { signal: stop.signal })
    on('dragover', (event) => {
      event.preventDefault()
      setOver(true)
    })
    on('dragleave', ({ relatedTarget }) => relatedTarget === null && setOver(false))
    on('drop', (event) => {
      event.preventDefault() // the browser would open the file
      setOver(false)
      const [file] = event.dataTransfer?.files ?? []
      if (file) take.current(file)
    })
    return () => stop.abort()
  }, [])
  return over
}

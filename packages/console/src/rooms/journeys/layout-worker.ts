import { layoutGraph } from './graph-layout.ts'
import type { Box, Line } from './graph-layout.ts'

// Laying out a large graph takes as long as it takes: here, so that the page stays free.
addEventListener('message', ({ data }: MessageEvent<{ id: number; boxes: Box[]; lines: Line[] }>) => {
  postMessage({ id: data.id, layout: layoutGraph(data.boxes, data.lines) })
})

import type { Picture } from './draw-map.ts'

const SHARP = 2
/** What browsers draw at most. */
const SIDE_MAX = 16_000
const AREA_MAX = 200_000_000
/** Of an A4 page’s 72 points an inch, at the 96 pixels an inch of the screen. */
const POINTS = 0.75

/** The picture as PNG, twice as sharp as the screen where it is not too large for that. */
export async function pngOf(picture: Picture): Promise<Blob> {
  const canvas = await canvasOf(picture)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The browser made no picture'))), 'image/png')
  })
}

/** The picture on one page of its size (PDF 1.4, ISO 32000-1): every pixel as it is, packed by deflate. */
export async function pdfOf(picture: Picture): Promise<Blob> {
  const canvas = await canvasOf(picture)
  const pixels = await deflated(withoutAlpha(canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data))
  const [width, height] = [picture.width * POINTS, picture.height * POINTS]
  const draw = `q ${width} 0 0 ${height} 0 0 cm /Map Do Q`
  const image = `/Type /XObject /Subtype /Image /Width ${canvas.width} /Height ${canvas.height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode /Length ${pixels.length}`
  return pdfFile([
    ['<< /Type /Catalog /Pages 2 0 R >>'],
    ['<< /Type /Pages /Kids [3 0 R] /Count 1 >>'],
    [`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents 4 0 R /Resources << /XObject << /Map 5 0 R >> >> >>`],
    [`<< /Length ${draw.length} >>\nstream\n${draw}\nendstream`],
    [`<< ${image} >>\nstream\n`, pixels, '\nendstream'],
  ])
}

type Chunk = string | Uint8Array<ArrayBuffer>

/** Numbers the objects, and tells readers where each begins. */
function pdfFile(objects: Chunk[][]): Blob {
  const chunks: Chunk[] = ['%PDF-1.4\n']
  const starts: number[] = []
  let length = chunks[0]!.length
  for (const [index, object] of objects.entries()) {
    starts.push(length)
    const parts = [`${index + 1} 0 obj\n`, ...object, '\nendobj\n']
    chunks.push(...parts)
    length += parts.reduce((sum, part) => sum + part.length, 0)
  }
  const table = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('')
  const count = objects.length + 1
  chunks.push(`xref\n0 ${count}\n0000000000 65535 f \n${table}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`)
  return new Blob(chunks, { type: 'application/pdf' })
}

async function canvasOf({ svg, width, height }: Picture): Promise<HTMLCanvasElement> {
  const image = new Image()
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  image.src = url
  await image.decode()
  const scale = Math.min(SHARP, SIDE_MAX / width, SIDE_MAX / height, Math.sqrt(AREA_MAX / (width * height)))
  const canvas = document.createElement('canvas')
  canvas.width = Math.floor(width * scale)
  canvas.height = Math.floor(height * scale)
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
  URL.revokeObjectURL(url)
  return canvas
}

function withoutAlpha(rgba: Uint8ClampedArray): Uint8Array<ArrayBuffer> {
  const rgb = new Uint8Array((rgba.length / 4) * 3)
  for (let pixel = 0; pixel < rgba.length / 4; pixel += 1) {
    rgb[pixel * 3] = rgba[pixel * 4]!
    rgb[pixel * 3 + 1] = rgba[pixel * 4 + 1]!
    rgb[pixel * 3 + 2] = rgba[pixel * 4 + 2]!
  }
  return rgb
}

async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

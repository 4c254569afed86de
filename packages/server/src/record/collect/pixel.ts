import type { FastifyRequest } from 'fastify'
import * as z from 'zod'
import { PercorsoError } from '../../ground/index.ts'
import { takeRequest } from './take-request.ts'
import type { Collecting } from './take-request.ts'

/** A transparent image of one pixel. */
export const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

const pixelQuery = z.object({ data: z.string().min(1).max(16_384) })

/** Takes the fact in a pixel's address: JSON in Base64, of either alphabet. */
export async function takePixel(collecting: Collecting, request: FastifyRequest, call: string | undefined): Promise<void> {
  if (call === undefined) throw new PercorsoError('call_unknown', 'There is no such call.', { status: 404 })
  const pressure = collecting.pressure.refusal()
  if (pressure) throw pressure
  const query = pixelQuery.safeParse(request.query)
  if (!query.success) throw new PercorsoError('data_missing', 'The address has no `data`, or it is too long.', { status: 400 })
  const bytes = Buffer.from(query.data.data.replaceAll(' ', '+'), 'base64') // a plus that was not escaped arrives as a space
  await takeRequest(collecting, { request, call, body: { bytes, overflowed: false } })
}

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Keeps secrets so that a copy of the database alone does not give them away, if the installation's secret is elsewhere (PERCORSO_SECRET). */
export type Seal = {
  close: (workspaceId: number, secret: string) => Promise<Buffer>
  /** Undefined if it was sealed with another installation's secret, or for another workspace. */
  open: (workspaceId: number, sealed: Buffer) => Promise<string | undefined>
}

const CIPHER = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16

/** Seals with a key derived from the installation's secret, which is asked for when it is first needed. */
export function createSeal(installationSecret: () => Promise<string>): Seal {
  let known: Promise<Buffer> | undefined
  const keyOf = () => (known ??= installationSecret().then(deriveKey, forget))
  const forget = (error: unknown): never => {
    known = undefined
    throw error
  }
  return {
    async close(workspaceId, secret) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv(CIPHER, await keyOf(), iv).setAAD(Buffer.from(`${workspaceId}`))
      const hidden = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), hidden])
    },
    async open(workspaceId, sealed) {
      const key = await keyOf()
      try {
        const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, IV_BYTES)).setAAD(Buffer.from(`${workspaceId}`))
        decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
        return decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
      } catch {
        return undefined
      }
    },
  }
}

function deriveKey(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'percorso webhook secrets', 32))
}

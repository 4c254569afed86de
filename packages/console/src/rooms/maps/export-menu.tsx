import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { toast } from '../../ui/toast.tsx'
import { useDrawWords } from './draw/use-draw-words.ts'
import { useOpenMap } from './map-context.ts'

const formats = ['png', 'pdf', 'csv', 'cjml'] as const
type Format = (typeof formats)[number]

const endings: Record<Format, string> = { png: 'png', pdf: 'pdf', csv: 'csv', cjml: 'xml' }

/** The map as a file: a picture as it is seen here, or what the API makes of it. */
export function ExportMenu({ mapId }: { mapId: number }) {
  const t = useTranslations('maps.export')
  const { store, measures } = useOpenMap()
  const words = useDrawWords()
  const make = useMutation({
    mutationFn: async (format: Format) => {
      const file = await fileOf(format)
      download(file, `${store.document.name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.${endings[format]}`)
    },
    onError: () => void toast({ message: t('failed'), color: 'red' }),
  })

  async function fileOf(format: Format): Promise<Blob> {
    if (format === 'csv' || format === 'cjml') await store.sent()
    if (format === 'csv') return new Blob([(await api.maps.exportCsv.call({ mapId })).csv], { type: 'text/csv;charset=utf-8' })
    if (format === 'cjml') return new Blob([(await api.maps.exportCjml.call({ mapId })).xml], { type: 'application/xml' })
    const [{ drawMap }, { pngOf, pdfOf }, { measureIn }] = await Promise.all([
      import('./draw/draw-map.ts'),
      import('./draw/picture-files.ts'),
      import('./draw/measure.ts'),
    ])
    const picture = drawMap({ document: store.document, measures: measures.get, words, measure: measureIn })
    return format === 'png' ? pngOf(picture) : pdfOf(picture)
  }

  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <Button size="xs" variant="default" loading={make.isPending} leftSection={<IconDownload size={15} aria-hidden />}>
          {t('export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map((format) => (
          <Menu.Item key={format} onClick={() => make.mutate(format)}>
            {t(format)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function download(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

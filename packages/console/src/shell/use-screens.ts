import { useRouter } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useMe } from './me.ts'
import { areas } from './screen.ts'
import type { Screen } from './screen.ts'

/** A screen with its name in the reader's language. */
export type NamedScreen = Omit<Screen, 'text'> & { path: string; name: string; also: string }

/** The screens that whoever reads may open, in the order of the loop; without those whose address needs to be known. */
export function useScreens(): NamedScreen[] {
  const { routesById } = useRouter()
  const { may } = useMe()
  const t = useTranslations('screens')
  return useMemo(() => {
    const all = Object.values(routesById).flatMap(({ fullPath, options }) => {
      const screen = (options as { staticData?: { screen?: Screen } }).staticData?.screen
      if (!screen || screen.example !== undefined || !may(screen.permission)) return []
      return [{ ...screen, path: fullPath as string, name: t(`${screen.text}.name`), also: t(`${screen.text}.also`) }]
    })
    return all.toSorted((a, b) => areas.indexOf(a.area) - areas.indexOf(b.area))
  }, [routesById, may, t])
}

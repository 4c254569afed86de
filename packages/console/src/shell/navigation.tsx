import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import classes from './navigation.module.css'
import { areas } from './screen.ts'
import type { Area } from './screen.ts'
import { useScreens } from './use-screens.ts'
import type { NamedScreen } from './use-screens.ts'

/** Where one can go, by the loop people work in. `narrow` leaves the symbols. */
export function Navigation({ narrow = false }: { narrow?: boolean }) {
  const screens = useScreens()
  return (
    <div className={classes.navigation} data-narrow={narrow}>
      {areas.map((area) => {
        const inside = screens.filter((screen) => screen.area === area)
        return inside.length > 0 && <AreaScreens key={area} area={area} screens={inside} narrow={narrow} />
      })}
    </div>
  )
}

function AreaScreens({ area, screens, narrow }: { area: Area; screens: NamedScreen[]; narrow: boolean }) {
  const t = useTranslations('shell.areas')
  return (
    <div className={classes.area}>
      <div className={classes.areaName} id={`area-${area}`}>
        {t(area)}
      </div>
      <ul aria-labelledby={`area-${area}`}>
        {screens.map((screen) => (
          <li key={screen.path}>
            <ScreenLink screen={screen} titled={narrow} />
          </li>
        ))}
      </ul>
    </div>
  )
}

/** A link to a screen, marked while one is there or below, unless a screen of the menu is what is below. */
export function ScreenLink({ screen: { path, name, icon: Icon }, titled = false }: { screen: NamedScreen; titled?: boolean }) {
  const screens = useScreens()
  const hasBelow = path === '/' || screens.some((other) => other.path.startsWith(`${path}/`))
  return (
    <Link
      to={path}
      className={classes.link}
      title={titled ? name : undefined}
      activeOptions={{ exact: hasBelow, includeSearch: false }}
      activeProps={{ className: classes.here! }}
    >
      <Icon size={18} stroke={1.7} aria-hidden />
      <span className={classes.name}>{name}</span>
    </Link>
  )
}

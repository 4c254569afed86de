import { ActionIcon } from '@mantine/core'
import type { ActionIconProps } from '@mantine/core'
import { useMergedRef } from '@mantine/hooks'
import type { Icon } from '@tabler/icons-react'
import { Suspense, useEffect, useRef, useState } from 'react'
import type { ComponentProps, ComponentType } from 'react'

type HeaderButtonProps = ActionIconProps &
  Omit<ComponentProps<'button'>, keyof ActionIconProps> & { label: string; icon: Icon; focused?: boolean }

/** A symbol in the header, with its name for those who point or listen. `focused`: it takes the place of one that was pressed. */
export function HeaderButton({ label, icon: Symbol, focused = false, ref, ...rest }: HeaderButtonProps) {
  const button = useRef<HTMLButtonElement>(null)
  const merged = useMergedRef(button, ref)
  useEffect(() => {
    if (focused) button.current?.focus()
  }, [focused])
  return (
    <ActionIcon ref={merged} variant="subtle" color="gray" size={32} aria-label={label} title={label} {...rest}>
      <Symbol size={20} stroke={1.6} aria-hidden />
    </ActionIcon>
  )
}

type HeaderPopupProps = { label: string; icon: Icon; popup: ComponentType<{ label: string; icon: Icon }> }

/** A button with a popup that is loaded when it is first wanted: few open it, and everybody would wait for it. */
export function HeaderPopup({ label, icon, popup: Popup }: HeaderPopupProps) {
  const [wanted, setWanted] = useState(false)
  const button = <HeaderButton label={label} icon={icon} aria-haspopup="true" aria-expanded={wanted} onClick={() => setWanted(true)} />
  if (!wanted) return button
  return (
    <Suspense fallback={button}>
      <Popup label={label} icon={icon} />
    </Suspense>
  )
}

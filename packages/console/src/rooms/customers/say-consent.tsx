import { Autocomplete, Button, Group, Modal, NativeSelect, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import { Problem } from '../../ui/problem.tsx'
import { toast } from '../../ui/toast.tsx'

type SayConsentProps = { profileId: string; purposes: string[]; onClose: () => void }

/** Writes down that somebody gave or withdrew consent, and how they said so. There is no undo: it is evidence; who was wrong says what is right. */
export function SayConsent({ profileId, purposes, onClose }: SayConsentProps) {
  const t = useTranslations('customers.consent')
  const ui = useTranslations('ui')
  const [draft, setDraft] = useState({ purpose: '', given: false, how: '' })
  const known = useKnownPurposes(purposes)
  const { mutate, isPending, error, reset } = useSayConsent(onClose)
  return (
    <Modal opened onClose={onClose} title={t('say')} closeButtonProps={{ 'aria-label': ui('close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          mutate({ profileId, ...draft })
        }}
      >
        <Autocomplete
          label={t('purpose')}
          description={t('purposeHint')}
          value={draft.purpose}
          onChange={(purpose) => setDraft({ ...draft, purpose })}
          data={known}
          maxLength={100}
          required
          data-autofocus
        />
        <NativeSelect
          mt="sm"
          label={t('what')}
          value={String(draft.given)}
          onChange={(event) => setDraft({ ...draft, given: event.currentTarget.value === 'true' })}
          data={[
            { value: 'false', label: t('withdrawn') },
            { value: 'true', label: t('given') },
          ]}
        />
        <Textarea
          mt="sm"
          label={t('how')}
          description={t('howHint')}
          value={draft.how}
          maxLength={500}
          autosize
          minRows={2}
          onChange={(event) => setDraft({ ...draft, how: event.currentTarget.value })}
        />
        {error && <Problem error={error} retry={reset} />}
        <Group justify="flex-end" mt="lg">
          <Button type="submit" loading={isPending} disabled={draft.purpose.trim() === ''}>
            {t('save')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}

/** This person’s purposes first, then those of others. */
function useKnownPurposes(own: string[]): string[] {
  const { may } = useMe()
  const { data } = useQuery({ ...api.segments.vocabulary.queryOptions(), enabled: may('segments.read') })
  return [...new Set([...own, ...(data?.purposes ?? [])])]
}

function useSayConsent(onDone: () => void) {
  const t = useTranslations('customers')
  const client = useQueryClient()
  return useMutation(
    api.profiles.sayConsent.mutationOptions({
      onSuccess: async ({ applied }) => {
        onDone()
        void client.invalidateQueries({ queryKey: api.sources.key() }) // what is done by hand has one, from the first time on
        void client.invalidateQueries({ queryKey: api.segments.key() })
        await client.invalidateQueries({ queryKey: api.profiles.key() })
        void toast({ message: applied ? t('consent.said') : t('trait.late') })
      },
    }),
  )
}

import type { LivingSystem } from './living-system.ts'

const FACTS_EACH = 20
const LOT = 1_000_000
const FIRST_NAMES = `'Ada','Bruno','Chiara','Dawid','Ewa','Fabio','Giulia','Hanna','Ivan','Jola','Kasia','Luca','Marta','Nina','Olga','Piotr'`
const LAST_NAMES = `'Rossi','Nowak','Bianchi','Smith','Esposito','Wójcik','Ricci','Kowalski','Marino','Jones','Greco','Zieliński','Conti','Brown'`

/**
 * People and facts as the pipeline would leave them, written straight into the stores: each person has a user id, a device and an e-mail address,
 * two links, five traits and 20 facts, a quarter of them from before they signed in. The pipeline itself is not what is measured here, and would
 * take an hour. Indexes are made afterwards, which is several times faster.
 */
export async function buildPeople(server: LivingSystem, people: number): Promise<void> {
  await buildIdentifiers(server, people)
  await buildFacts(server, people)
}

const START = `date_trunc('second', now() - interval '365 days')`
const PROFILE_ID = (kind: string, value: string) => {
  const hash = `substring(sha256(convert_to($1 || E'\\n${kind}\\n' || ${value}, 'UTF8')) for 16)`
  return `encode((select set_byte(set_byte(h, 6, get_byte(h, 6) & 15 | 128), 8, get_byte(h, 8) & 63 | 128) from (select ${hash} as h) x), 'hex')::uuid`
}

async function buildIdentifiers({ stores, workspaceId }: LivingSystem, people: number): Promise<void> {
  const owner = await stores.postgres.owner()
  const { rows: indexes } = await owner.query<{ name: string; made: string }>(
    `select c.relname as name, pg_get_indexdef(c.oid) as made from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid in ('identifiers'::regclass, 'links'::regclass, 'listed_people'::regclass) and not i.indisprimary`,
  )
  for (const { name } of indexes) await owner.query(`drop index ${name}`)
  const whole = `jsonb_build_object('name', (array[${FIRST_NAMES}])[1 + n % 16] || ' ' || (array[${LAST_NAMES}])[1 + n % 14] || ' ' || n,
    'email', 'person' || n || '@example.org', 'plan', case when n % 200 = 0 then 'gold' when n % 5 = 0 then 'silver' else 'basic' end,
    'city', 'City ' || n % 300, 'visits', n % 50)`
  const people$ = `select n, ${PROFILE_ID('user_id', `'person-' || n`)} as head, ${PROFILE_ID('anonymous_id', `'device-' || n`)} as device,
    ${PROFILE_ID('email', `'person' || n || '@example.org'`)} as mail, ${START} + n % 1555200 * interval '1 second' as began, ${whole} as traits
    from generate_series($2::int, $3::int) n`
  for (let from = 0; from < people; from += 100_000) {
    await owner.query(
      `with p as (${people$}), clocked as (
         select *, (select jsonb_object_agg(key, jsonb_build_array((extract(epoch from began) * 1000)::bigint, n, 1)) from jsonb_object_keys(traits) key) as clock from p),
       linked as (insert into links (workspace_id, a_id, b_id, first_at, message_id, source_id)
         select $1::int, least(head, other), greatest(head, other), began, 'first-' || n, 1 from p cross join lateral (values (device), (mail)) o (other))
       insert into identifiers (workspace_id, identifier_id, kind, value, profile_id, facts, first_seen, last_seen, traits, trait_clock, traits_at,
         whole_facts, whole_first_seen, whole_last_seen, whole_traits, whole_trait_clock, whole_traits_at)
       select $1::int, head, 'user_id', 'person-' || n, head, ${FACTS_EACH * 0.75}, began + interval '18 days', began + interval '342 days', traits, clock, 0,
         ${FACTS_EACH}, began, began + interval '342 days', traits, clock, 0 from clocked
       union all select $1::int, device, 'anonymous_id', 'device-' || n, head, ${FACTS_EACH / 4}, began, began + interval '288 days', '{}', '{}', null,
         null, null, null, null, null, null from p
       union all select $1::int, mail, 'email', 'person' || n || '@example.org', head, 0, null, null, '{}', '{}', null, null, null, null, null, null, null from p`,
      [workspaceId, from, Math.min(people, from + 100_000) - 1],
    )
  }
  for (const { made } of indexes) await owner.query(made)
  await owner.query(
    `insert into listed_people select workspace_id, profile_id, whole_traits ->> 'name', fold_text(whole_traits ->> 'name'), whole_facts, whole_first_seen,
       whole_last_seen from identifiers where workspace_id = $1 and profile_id = identifier_id`,
    [workspaceId],
  )
  await owner.query('vacuum analyze identifiers, links, listed_people')
  await owner.end()
}

/** The same ids as above, in ClickHouse's words. */
const HASH_OF = (identifier: string) => `lower(hex(substring(SHA256(concat(toString({workspaceId:UInt32}), '\\n', ${identifier})), 1, 16)))`
const FACT_OF = HASH_OF(`if(turn % 4 = 0, concat('anonymous_id\\ndevice-', p), concat('user_id\\nperson-', p))`)
const UUID_OF = (h: string) => `toUUID(concat(substring(${h}, 1, 8), '-', substring(${h}, 9, 4), '-8', substring(${h}, 14, 3), '-',
  substring('89ab', toUInt8(1 + (position('0123456789abcdef', substring(${h}, 17, 1)) - 1) % 4), 1), substring(${h}, 18, 3), '-', substring(${h}, 21, 12)))`

async function buildFacts({ stores, workspaceId }: LivingSystem, people: number): Promise<void> {
  const facts = people * FACTS_EACH
  for (let from = 0; from < facts; from += LOT) {
    await stores.warehouse.command(
      `insert into facts settings max_partitions_per_insert_block = 0
       with number % {people:UInt32} as n, intDiv(number, {people:UInt32}) as turn, toString(n) as p, ${FACT_OF} as h
       select {workspaceId:UInt32}, ${UUID_OF('h')}, toStartOfSecond(now64(3) - toIntervalDay(365)) + toIntervalSecond(n % 1555200) + toIntervalDay(18 * turn),
         concat('built-', toString(number)), 'track', ['Product Viewed', 'Product Added', 'Order Completed', 'Email Opened'][1 + (n + turn) % 4], 1,
         if(turn % 4 = 0, '', concat('person-', p)), concat('device-', p), '',
         concat('{"product_id":"sku-', toString(number % 500), '","price":', toString(number % 10000 / 100), ',"currency":"EUR"}')::JSON,
         '{"library":{"name":"bench"}}', now64(3), false, 0
       from numbers({from:UInt64}, {lot:UInt64})`,
      { workspaceId, people, from, lot: Math.min(LOT, facts - from) },
    )
  }
  await stores.warehouse.command(
    `insert into merged_profiles
     with toString(number) as p, ${HASH_OF(`concat('anonymous_id\\ndevice-', p)`)} as device, ${HASH_OF(`concat('user_id\\nperson-', p)`)} as head
     select {workspaceId:UInt32}, ${UUID_OF('device')}, ${UUID_OF('head')}, 1 from numbers({people:UInt64})`,
    { workspaceId, people },
  )
}

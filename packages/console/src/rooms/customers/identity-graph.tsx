import type { Identifier, ShownLink } from './profile.ts'
import classes from './profile.module.css'

const [WIDTH, HEIGHT] = [340, 220]
const NODES_MAX = 40
const LABEL_MAX = 20

type Place = { x: number; y: number }
type Node = { id: string; label: string; place: Place; theirs: boolean }

type IdentityGraphProps = { label: string; identifiers: Identifier[]; links: ShownLink[]; marked: Set<string> }

/** Identifiers and what links them; a refused link is broken. Drawn for the eye: the lists beside it say the same. */
export function IdentityGraph({ label, identifiers, links, marked }: IdentityGraphProps) {
  const nodes = placeNodes(identifiers, links)
  const places = new Map(nodes.map(({ id, place }) => [id, place]))
  return (
    <svg className={classes.graph} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {links.map(({ a, b, refused, messageId }) => {
        const [from, to] = [places.get(a.identifierId), places.get(b.identifierId)]
        if (!from || !to) return null
        const key = `${a.identifierId} ${b.identifierId} ${messageId}`
        return (
          <line key={key} x1={from.x} y1={from.y} x2={to.x} y2={to.y} data-refused={refused !== null} data-marked={marked.has(messageId)} />
        )
      })}
      {nodes.map(({ id, label: name, place: { x, y }, theirs }) => (
        <g key={id} data-theirs={theirs}>
          <circle cx={x} cy={y} r={theirs ? 6 : 4.5} />
          <text x={x} y={y < HEIGHT / 2 ? y - 10 : y + 18} textAnchor="middle">
            {name}
          </text>
        </g>
      ))}
    </svg>
  )
}

/** The head in the middle, the others around it; more than can be told apart are left to the lists. */
function placeNodes(identifiers: Identifier[], links: ShownLink[]): Node[] {
  const known = new Set(identifiers.map(({ identifierId }) => identifierId))
  const strangers = new Map(links.flatMap(({ a, b }) => [a, b]).map((end) => [end.identifierId, end]))
  const all = [...identifiers, ...[...strangers.values()].filter(({ identifierId }) => !known.has(identifierId))].slice(0, NODES_MAX)
  return all.map(({ identifierId, value }, index) => {
    const angle = (2 * Math.PI * (index - 1)) / Math.max(1, all.length - 1) - Math.PI / 2
    const place =
      index === 0 ? { x: WIDTH / 2, y: HEIGHT / 2 } : { x: WIDTH / 2 + Math.cos(angle) * 115, y: HEIGHT / 2 + Math.sin(angle) * 80 }
    return { id: identifierId, label: shorten(value), place, theirs: known.has(identifierId) }
  })
}

function shorten(text: string): string {
  const letters = Array.from(new Intl.Segmenter().segment(text.slice(0, 4 * LABEL_MAX)), ({ segment }) => segment)
  return letters.length > LABEL_MAX ? `${letters.slice(0, LABEL_MAX - 1).join('')}…` : text.slice(0, 4 * LABEL_MAX)
}

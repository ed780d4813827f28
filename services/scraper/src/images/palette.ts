interface Box {
  readonly pixels: readonly Colour[]
}
type Colour = readonly [red: number, green: number, blue: number]

/** Pixels less opaque than this count as background. */
const minAlpha = 128
/** Colours nearer to each other than this (Euclidean, of 441) are one to the eye. */
const sameColour = 32

/**
 * The colours of a picture as `#rrggbb`, most prominent first, at most `count`: boxes in colour
 * space, cut after Heckbert (1982), then near colours merged.
 *
 * @param rgba four bytes a pixel; a thumbnail is enough
 */
export function paletteOf(rgba: Uint8Array, count: number): string[] {
  const pixels: Colour[] = []
  for (let at = 0; at + 3 < rgba.length; at += 4) {
    if ((rgba[at + 3] ?? 0) >= minAlpha) pixels.push([rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0])
  }
  if (pixels.length === 0) return []
  let boxes: Box[] = [{ pixels }]
  while (boxes.length < count * 2) {
    const [widest, ...rest] = boxes.sort((a, b) => spread(b).size - spread(a).size)
    if (!widest || spread(widest).size === 0) break
    boxes = [...split(widest), ...rest]
  }
  const merged: { colour: Colour; weight: number }[] = []
  for (const box of boxes.sort((a, b) => b.pixels.length - a.pixels.length)) {
    const colour = mean(box)
    const near = merged.find((other) => distance(other.colour, colour) < sameColour)
    if (near) near.weight += box.pixels.length
    else merged.push({ colour, weight: box.pixels.length })
  }
  return merged
    .sort((a, b) => b.weight - a.weight)
    .slice(0, count)
    .map(({ colour }) => `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`)
}

function spread({ pixels }: Box): { channel: 0 | 1 | 2; low: number; size: number } {
  const sizes = ([0, 1, 2] as const).map((channel) => {
    let low = 255
    let high = 0
    for (const pixel of pixels) {
      low = Math.min(low, pixel[channel])
      high = Math.max(high, pixel[channel])
    }
    return { channel, low, size: high - low }
  })
  return sizes.reduce((widest, next) => (next.size > widest.size ? next : widest))
}

/** Cut in the middle of the widest channel, not at the median, which would mix two plain colours into a third. */
function split(box: Box): Box[] {
  const { channel, low, size } = spread(box)
  const middle = low + size / 2
  const halves = Map.groupBy(box.pixels, (pixel) => pixel[channel] > middle)
  return [...halves.values()].map((pixels) => ({ pixels }))
}

function mean({ pixels }: Box): Colour {
  const sum = pixels.reduce<[number, number, number]>(
    (total, [r, g, b]) => [total[0] + r, total[1] + g, total[2] + b],
    [0, 0, 0],
  )
  return [
    Math.round(sum[0] / pixels.length),
    Math.round(sum[1] / pixels.length),
    Math.round(sum[2] / pixels.length),
  ]
}

function distance(a: Colour, b: Colour): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
}

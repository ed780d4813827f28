const names: Readonly<Record<string, string>> = {
  apertium: 'Apertium',
  bergamot: 'Bergamot',
  onnx: 'ONNX',
  gemini: 'Gemini',
  http: 'LibreTranslate',
  phrasebook: 'Parlance',
}

/** How a translation engine is called in front of readers; `onnx:nllb` keeps its model's name. */
export function engineName(engine: string | null | undefined): string {
  const [kind = '', model] = (engine ?? '').split(':')
  const name = names[kind] ?? kind
  return model ? `${name} (${model})` : name
}

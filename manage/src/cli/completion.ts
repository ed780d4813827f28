import type { Flags } from '../core/command.ts'

/** What a shell may offer for one command. */
export interface CompletionWord {
  name: string
  summary: string
  flags: Flags
  choices: readonly string[]
}

const flagWords = (flags: Flags) => Object.keys(flags).map((flag) => `--${flag}`)

// The words are `pnpm manage <command>`, `npm run manage -- <command>` or a `manage` alias: the command is looked for.
/** Completion for bash, of an alias `manage` and of `pnpm manage`. */
export function bashCompletion(commands: readonly CompletionWord[]): string {
  const cases = commands.map(
    ({ name, flags, choices }) => `    ${name}) words="${[...flagWords(flags), ...choices].join(' ')}" ;;`,
  )
  return `# Parlance: completion of \`pnpm manage\` (and of an alias \`manage\`) for bash
_parlance_manage() {
  local current="\${COMP_WORDS[COMP_CWORD]}" line="\${COMP_LINE:0:COMP_POINT}" verb="" words word found=""
  [[ "\${COMP_WORDS[0]}" == manage ]] && found=1
  local -a typed
  read -ra typed <<< "$line"
  for word in "\${typed[@]}"; do
    if [[ -n "$found" && "$word" != -* && "$word" != manage && -z "$verb" ]]; then verb="$word"; fi
    [[ "$word" == manage ]] && found=1
  done
  [[ -z "$found" ]] && return
  [[ "$verb" == "$current" && "$line" != *" " ]] && verb=""
  [[ "$COMP_WORDBREAKS" == *:* && "$current" == ":" ]] && current=""
  case "$verb" in
${cases.join('\n')}
    *) words="${commands.map(({ name }) => name).join(' ')}" ;;
  esac
  local typed_last="\${line##* }"
  COMPREPLY=($(compgen -W "$words" -- "$typed_last"))
  if [[ "$typed_last" == *:* && "$COMP_WORDBREAKS" == *:* ]]; then
    COMPREPLY=("\${COMPREPLY[@]#"\${typed_last%:*}:"}")
  fi
}
complete -F _parlance_manage manage pnpm
`
}

/** Completion for zsh. */
export function zshCompletion(commands: readonly CompletionWord[]): string {
  const names = commands.map(
    ({ name, summary }) => `    '${name.replaceAll(':', '\\:')}:${zshText(summary)}'`,
  )
  const cases = commands.map(({ name, flags, choices }) => {
    const described = Object.entries(flags).map(([flag, { summary }]) => `'--${flag}:${zshText(summary)}'`)
    return `      ${name}) options=(${[...described, ...choices.map((choice) => `'${choice}'`)].join(' ')}) ;;`
  })
  return `#compdef manage pnpm
# Parlance: completion of \`pnpm manage\` (and of an alias \`manage\`) for zsh
_parlance_manage() {
  local at=\${words[(I)manage]} verb
  local -a commands options
  (( at == 0 )) && return 1
  verb=\${words[at+1]}
  commands=(
${names.join('\n')}
  )
  if (( CURRENT == at + 1 )); then
    _describe 'command' commands
  else
    case $verb in
${cases.join('\n')}
    esac
    _describe 'option' options
  fi
}
compdef _parlance_manage manage pnpm
`
}

const zshText = (text: string) => text.replaceAll("'", "'\\''").replaceAll(':', '\\:')

/** Completion for fish. */
export function fishCompletion(commands: readonly CompletionWord[]): string {
  const names = commands.map(({ name }) => name).join(' ')
  const lines = ['manage', 'pnpm'].flatMap((program) => {
    const wanting = program === 'pnpm' ? '__fish_seen_subcommand_from manage; and ' : ''
    return commands.flatMap(({ name, summary, flags, choices }) => [
      `complete -c ${program} -f -n '${wanting}not __fish_seen_subcommand_from ${names}' -a '${name}' -d ${fishText(summary)}`,
      ...Object.entries(flags).map(
        ([flag, spec]) =>
          `complete -c ${program} -f -n '${wanting}__fish_seen_subcommand_from ${name}' -l ${flag}${spec.short ? ` -s ${spec.short}` : ''}${spec.type === 'boolean' ? '' : ' -r'} -d ${fishText(spec.summary)}`,
      ),
      ...(choices.length > 0
        ? [
            `complete -c ${program} -f -n '${wanting}__fish_seen_subcommand_from ${name}' -a '${choices.join(' ')}'`,
          ]
        : []),
    ])
  })
  return ['# Parlance: completion of `pnpm manage` (and of an alias `manage`) for fish', ...lines, ''].join(
    '\n',
  )
}

const fishText = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

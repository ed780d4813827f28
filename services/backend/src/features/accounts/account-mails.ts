import type { Language } from '@parlance/contracts/languages'
import type { Mail } from './mailer-port.ts'

/** The letters of accounts. `exists`: somebody signed up with an address that has an account. */
export type Letter = 'confirm' | 'exists' | 'reset' | 'invitation'

interface Words {
  readonly subject: string
  /** Before the link. */
  readonly lead: string
  /** After it: how long it holds, and what to do where one asked for nothing. */
  readonly end: string
}

/** No letter holds a name or another text that a stranger chose: it would carry their words to whomever they like. */
const words: Record<Language, Record<Letter, Words>> = {
  en: {
    confirm: {
      subject: 'Confirm your address',
      lead: 'Somebody, you we hope, wants an account with this address. Open this link to make it:',
      end: 'The link holds for 24 hours, once. If it was not you, do nothing: there will be no account.',
    },
    exists: {
      subject: 'You have an account already',
      lead: 'Somebody, you we hope, wanted an account with this address, which has one. If you have lost the password, choose another one here:',
      end: 'If it was not you, there is nothing to do.',
    },
    reset: {
      subject: 'Choose another password',
      lead: 'Open this link to choose another password. You are then signed out everywhere:',
      end: 'The link holds for an hour, once. If you did not ask for it, do nothing: your password stays as it is.',
    },
    invitation: {
      subject: 'You are invited',
      lead: 'You are invited to have an account here. Open this link to choose a name and a password:',
      end: 'The link holds for two weeks, once. If you do not want the account, do nothing.',
    },
  },
  fr: {
    confirm: {
      subject: 'Confirmez votre adresse',
      lead: 'Quelqu’un, vous espérons-nous, souhaite ouvrir un compte avec cette adresse. Ouvrez ce lien pour le créer :',
      end: 'Le lien est valable 24 heures, une seule fois. Si ce n’était pas vous, ne faites rien : aucun compte ne sera créé.',
    },
    exists: {
      subject: 'Vous avez déjà un compte',
      lead: 'Quelqu’un, vous espérons-nous, a voulu ouvrir un compte avec cette adresse, qui en a déjà un. Si vous avez perdu le mot de passe, choisissez-en un autre ici :',
      end: 'Si ce n’était pas vous, il n’y a rien à faire.',
    },
    reset: {
      subject: 'Choisissez un autre mot de passe',
      lead: 'Ouvrez ce lien pour choisir un autre mot de passe. Vous serez alors déconnecté partout :',
      end: 'Le lien est valable une heure, une seule fois. Si vous n’avez rien demandé, ne faites rien : votre mot de passe reste le même.',
    },
    invitation: {
      subject: 'Vous êtes invité',
      lead: 'Vous êtes invité à avoir un compte ici. Ouvrez ce lien pour choisir un nom et un mot de passe :',
      end: 'Le lien est valable deux semaines, une seule fois. Si vous ne voulez pas de compte, ne faites rien.',
    },
  },
  es: {
    confirm: {
      subject: 'Confirma tu dirección',
      lead: 'Alguien, esperamos que tú, quiere una cuenta con esta dirección. Abre este enlace para crearla:',
      end: 'El enlace vale 24 horas, una sola vez. Si no fuiste tú, no hagas nada: no habrá ninguna cuenta.',
    },
    exists: {
      subject: 'Ya tienes una cuenta',
      lead: 'Alguien, esperamos que tú, quiso una cuenta con esta dirección, que ya tiene una. Si has perdido la contraseña, elige otra aquí:',
      end: 'Si no fuiste tú, no hay nada que hacer.',
    },
    reset: {
      subject: 'Elige otra contraseña',
      lead: 'Abre este enlace para elegir otra contraseña. Después se cerrarán todas tus sesiones:',
      end: 'El enlace vale una hora, una sola vez. Si no lo pediste, no hagas nada: tu contraseña sigue igual.',
    },
    invitation: {
      subject: 'Tienes una invitación',
      lead: 'Te invitan a tener una cuenta aquí. Abre este enlace para elegir un nombre y una contraseña:',
      end: 'El enlace vale dos semanas, una sola vez. Si no quieres la cuenta, no hagas nada.',
    },
  },
  it: {
    confirm: {
      subject: 'Conferma il tuo indirizzo',
      lead: 'Qualcuno, speriamo tu, vuole un account con questo indirizzo. Apri questo link per crearlo:',
      end: 'Il link vale 24 ore, una volta sola. Se non sei stato tu, non fare nulla: non ci sarà alcun account.',
    },
    exists: {
      subject: 'Hai già un account',
      lead: 'Qualcuno, speriamo tu, voleva un account con questo indirizzo, che ne ha già uno. Se hai perso la password, scegline un’altra qui:',
      end: 'Se non sei stato tu, non c’è nulla da fare.',
    },
    reset: {
      subject: 'Scegli un’altra password',
      lead: 'Apri questo link per scegliere un’altra password. Poi tutte le tue sessioni finiscono:',
      end: 'Il link vale un’ora, una volta sola. Se non l’hai chiesto, non fare nulla: la password resta com’è.',
    },
    invitation: {
      subject: 'Hai un invito',
      lead: 'Sei invitato ad avere un account qui. Apri questo link per scegliere un nome e una password:',
      end: 'Il link vale due settimane, una volta sola. Se non vuoi l’account, non fare nulla.',
    },
  },
  de: {
    confirm: {
      subject: 'Bestätige deine Adresse',
      lead: 'Jemand, hoffentlich du, möchte mit dieser Adresse ein Konto. Öffne diesen Link, um es anzulegen:',
      end: 'Der Link gilt 24 Stunden, ein einziges Mal. Warst du es nicht, dann tu nichts: Es entsteht kein Konto.',
    },
    exists: {
      subject: 'Du hast schon ein Konto',
      lead: 'Jemand, hoffentlich du, wollte mit dieser Adresse ein Konto, und sie hat schon eines. Wenn dir das Passwort fehlt, wähle hier ein anderes:',
      end: 'Warst du es nicht, ist nichts zu tun.',
    },
    reset: {
      subject: 'Wähle ein anderes Passwort',
      lead: 'Öffne diesen Link, um ein anderes Passwort zu wählen. Danach bist du überall abgemeldet:',
      end: 'Der Link gilt eine Stunde, ein einziges Mal. Hast du nicht darum gebeten, dann tu nichts: Dein Passwort bleibt, wie es ist.',
    },
    invitation: {
      subject: 'Du bist eingeladen',
      lead: 'Du bist eingeladen, hier ein Konto zu haben. Öffne diesen Link, um Namen und Passwort zu wählen:',
      end: 'Der Link gilt zwei Wochen, ein einziges Mal. Möchtest du kein Konto, dann tu nichts.',
    },
  },
  nl: {
    confirm: {
      subject: 'Bevestig je adres',
      lead: 'Iemand, hopelijk jij, wil een account met dit adres. Open deze link om het te maken:',
      end: 'De link is 24 uur geldig, één keer. Was jij het niet, doe dan niets: er komt geen account.',
    },
    exists: {
      subject: 'Je hebt al een account',
      lead: 'Iemand, hopelijk jij, wilde een account met dit adres, dat er al een heeft. Ben je het wachtwoord kwijt, kies hier een ander:',
      end: 'Was jij het niet, dan hoef je niets te doen.',
    },
    reset: {
      subject: 'Kies een ander wachtwoord',
      lead: 'Open deze link om een ander wachtwoord te kiezen. Daarna ben je overal afgemeld:',
      end: 'De link is een uur geldig, één keer. Heb je er niet om gevraagd, doe dan niets: je wachtwoord blijft zoals het is.',
    },
    invitation: {
      subject: 'Je bent uitgenodigd',
      lead: 'Je bent uitgenodigd om hier een account te hebben. Open deze link om een naam en een wachtwoord te kiezen:',
      end: 'De link is twee weken geldig, één keer. Wil je het account niet, doe dan niets.',
    },
  },
  pt: {
    confirm: {
      subject: 'Confirma o teu endereço',
      lead: 'Alguém, esperamos que tu, quer uma conta com este endereço. Abre esta ligação para a criar:',
      end: 'A ligação vale 24 horas, uma só vez. Se não foste tu, não faças nada: não haverá conta.',
    },
    exists: {
      subject: 'Já tens uma conta',
      lead: 'Alguém, esperamos que tu, quis uma conta com este endereço, que já tem uma. Se perdeste a palavra-passe, escolhe outra aqui:',
      end: 'Se não foste tu, não há nada a fazer.',
    },
    reset: {
      subject: 'Escolhe outra palavra-passe',
      lead: 'Abre esta ligação para escolher outra palavra-passe. Depois terminam todas as tuas sessões:',
      end: 'A ligação vale uma hora, uma só vez. Se não a pediste, não faças nada: a palavra-passe fica como está.',
    },
    invitation: {
      subject: 'Tens um convite',
      lead: 'Tens um convite para ter uma conta aqui. Abre esta ligação para escolher um nome e uma palavra-passe:',
      end: 'A ligação vale duas semanas, uma só vez. Se não queres a conta, não faças nada.',
    },
  },
}

/** A letter in its reader's language. @param link absolute */
export function writeMail(letter: Letter, language: Language, to: string, link: string): Mail {
  const { subject, lead, end } = words[language][letter]
  return { to, subject: `Parlance: ${subject}`, text: `${lead}\n\n${link}\n\n${end}\n` }
}

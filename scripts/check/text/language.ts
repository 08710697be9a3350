const small: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    en: 'the and of to in is it you that was for on are with as be this have from or by not but what all were when your can there an which their if will do how about',
    fr: 'le la les et des une est dans pour que qui sur au aux ne pas avec ce cette vous nous elle elles sont du par plus mais ou leur',
    de: 'der die das und ist nicht ein eine einen mit zu den von sie auf für dem im werden wird auch sich bei oder aber kann haben',
    es: 'el los las una que del por con para se es su como más pero al lo está son muy si sus sin sobre también usted',
    it: 'il gli una che di non per con sono della delle dei nel si più anche come alla dal questo essere suo ma può',
    pt: 'os as um uma que não para com são do da dos das em ao mais como por você ou também se pode seu sua muito',
    nl: 'de het een van en dat niet zijn met voor op te aan er ook maar bij naar wordt kan deze dit uw heeft worden',
    pl: 'nie się na jest że do przez jak dla lub oraz od po może są który która które przy także tym ich bez',
    ro: 'și în cu pe este la nu care din pentru sunt mai sau să ale prin după fi poate acest',
  }).map(([language, list]) => [language, new Set(list.split(' '))]),
)

/** The language whose small words are met most, if they are plainly more than the declared one's. */
export function languageOf(
  all: readonly string[],
  declared: string,
): readonly string[] | undefined {
  if (all.length < 15 || !small.has(declared)) return undefined
  let best = declared
  let most = 0
  let own = 0
  for (const [language, set] of small) {
    const count = all.reduce((sum, word) => sum + (set.has(word) ? 1 : 0), 0)
    if (language === declared) own = count
    else if (count > most) [best, most] = [language, count]
  }
  return most >= 4 && most > own * 2 && most * 6 >= all.length ? [best] : [declared]
}

/** True for words that are rather of another language than of English, however few they are. */
export function isForeign(all: readonly string[]): boolean {
  const count = (set: ReadonlySet<string>) => all.filter(word => set.has(word)).length
  const own = count(small.get('en')!)
  return [...small].some(([language, set]) => language !== 'en' && count(set) > own)
}

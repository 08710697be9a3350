import type { ElementContent } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { describe, expect, it } from 'vitest'
import { directed } from '../../scripts/render/directed.ts'
import { toHtml } from '../../scripts/render/html.ts'

const set = (html: string, base: 'ltr' | 'rtl' = 'rtl') =>
  toHtml(directed(fromHtml(html, { fragment: true }).children as ElementContent[], base))

/** What is set apart from left to right, in order. */
const apart = (html: string) =>
  [...set(html).matchAll(/<bdi dir="ltr">(.*?)<\/bdi>/g)].map(([, text]) => text)

describe('numbers in a line from right to left', () => {
  it.for([
    ['a telephone number', 'اتصل بالرقم 020 7946 0018 فورًا.', ['020 7946 0018']],
    ['one with the code of its country', 'أو +44 20 7946 0018.', ['+44 20 7946 0018']],
    ['one with hyphens', 'أو 020-7946-0018.', ['020-7946-0018']],
    ['one with brackets', 'أو (020) 7946 0018.', ['(020) 7946 0018']],
    ['one in brackets', 'الرقم (+442079460018).', ['(+442079460018)']],
    ['numbers with units', 'خذ 5 ml، ثم 500 mg، أو 38 °C.', ['5 ml', '500 mg', '38 °C']],
    ['a number behind a Hebrew letter', 'ל-5 ml ביום', ['5 ml']],
    ['a note in brackets', 'مرتين 2 ml (max. 4 ml).', ['2 ml (max. 4 ml)']],
    ['a bracket that closes later', 'خذ 2 ml (tea مرة).', ['2 ml']],
    ['a number alone', 'خذ 250 مل (3 مرات).', []],
    ['words', 'انظر Patient information.', []],
  ] as const)('%s', ([, text, expected]) => {
    expect(apart(`<p>${text}</p>`)).toEqual(expected)
  })

  it('are left alone from left to right', () => {
    const html = '<p>Call 020 7946 0018, take 5 ml.</p><ul><li>38 °C</li></ul>'
    expect(set(html, 'ltr')).toBe(html)
  })
})

describe('a line that runs the other way than its page', () => {
  it.for([
    '<p><bdi dir="ltr">This is English.</bdi></p>',
    '<h2><bdi dir="ltr">What to do?</bdi></h2>',
    '<table><tbody><tr><td><bdi dir="ltr">38 °C</bdi></td></tr></tbody></table>',
    '<ul><li><bdi dir="ltr"><b>One</b> (two).</bdi><ul><li>واحد.</li></ul></li></ul>',
    '<p lang="en"><bdi dir="ltr">English.</bdi></p>',
    '<p><span><bdi dir="ltr">When:</bdi></span><span class="rule"></span></p>',
    '<a><span><bdi dir="ltr">What?</bdi></span><span class="leader"></span><span><bdi dir="ltr"> 5</bdi></span></a>',
    '<pre dir="ltr"><code>a = 1;</code></pre>',
    '<p>انظر <code dir="ltr">a = 1;</code>.</p>',
    '<p dir="ltr">English.</p>',
    '<p>قال <bdo dir="rtl">abc 5 ml</bdo>.</p>',
  ])('%s', expected => {
    const bare = expected
      .replaceAll(/<bdi dir="ltr">|<\/bdi>/g, '')
      .replaceAll(/<(span|code|pre) dir="ltr"/g, '<$1')
    expect(set(bare)).toBe(expected)
  })

  it('is none in a drawing, which keeps its own', () => {
    expect(set('<figure><svg><text>Left hand</text></svg></figure>')).toBe(
      '<figure><svg direction="ltr"><text>Left hand</text></svg></figure>',
    )
  })

  it('from right to left on an English page', () => {
    expect(set('<p>خذ 5 ml.</p><p>اشربي!</p>', 'ltr')).toBe(
      '<p>خذ 5 ml.</p><p><bdi dir="rtl">اشربي!</bdi></p>',
    )
  })
})

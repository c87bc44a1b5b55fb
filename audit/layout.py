"""What of a page is cut off or lies beyond its edge; run in the page itself."""

LOST = """(mayScroll) => {
  // For screen readers only, or shown when it has the focus.
  const isHeard = (element) => element && (getComputedStyle(element).clipPath === 'inset(50%)'
    || element.matches('.visually-hidden, .skip-link, .skip-to-content-link')
    || isHeard(element.parentElement))
  // What is cut with a sign that says so is meant to be.
  const isMeantTo = ({ overflowX: x, textOverflow: end }) => /auto|scroll/.test(x) || end === 'ellipsis'
  const scrolls = (element) => {
    for (let one = element; one && one !== document.body; one = one.parentElement)
      if (isMeantTo(getComputedStyle(one))) return true
    return false
  }
  const root = document.documentElement, width = root.clientWidth, lost = []
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (words.nextNode()) {
    const text = words.currentNode, parent = text.parentElement
    if (!text.data.trim() || isHeard(parent) || !parent.checkVisibility() || scrolls(parent)) continue
    const range = document.createRange()
    range.selectNodeContents(text)
    for (const box of range.getClientRects())
      if (box.width && (box.left < -1 || box.right > width + 1)) {
        lost.push(['lies beyond the edge', text.data.trim().slice(0, 60)])
        break
      }
  }
  for (const element of document.body.querySelectorAll('*')) {
    if (isHeard(element) || !element.checkVisibility() || element.matches('input, select, textarea')) continue
    const { overflowX, overflowY, textOverflow } = getComputedStyle(element)
    const name = element.cloneNode().outerHTML.slice(0, 60) + element.textContent.trim().slice(0, 30)
    const isWider = textOverflow !== 'ellipsis' && element.scrollWidth > element.clientWidth + 1
    if (/hidden|clip/.test(overflowX) && isWider) lost.push(['is cut off at the side', name])
    if (/auto|scroll/.test(overflowX) && isWider && !mayScroll) lost.push(['scrolls to the side', name])
    if (/hidden|clip/.test(overflowY) && element.scrollHeight > element.clientHeight + 1)
      lost.push(['is cut off below', name])
  }
  const beyond = root.scrollWidth - width
  if (beyond > 0) lost.unshift(['the page scrolls to the side', `by ${beyond} px`])
  return lost
}"""
"""Pairs of what is wrong and where. ``mayScroll``: a part may scroll within itself, as wide tables do."""

SPACED = """() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }`)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}"""
"""The least that a reader must be able to set (WCAG 2.2, 1.4.12)."""

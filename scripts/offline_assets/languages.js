// Shows the languages of the switcher whose pages have been unpacked into the same folder. Each language
// brings a small picture by which it is known; an <object> that finds none tells so without an error.
(() => {
  const own = document.currentScript.src

  document.querySelectorAll("[data-language-link][hidden]").forEach((link) => {
    const probe = document.createElement("object")
    probe.type = "image/svg+xml"
    probe.data = new URL(`${link.hreflang}.svg`, own)
    probe.setAttribute("aria-hidden", "true")
    probe.style.cssText = "position: absolute; width: 0; height: 0"
    probe.addEventListener("load", () => {
      link.hidden = false
      probe.remove()
    })
    probe.addEventListener("error", () => probe.remove())
    document.body.append(probe)
  })
})()

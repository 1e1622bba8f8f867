// The switcher keeps the heading that the reader is at: ids are the same in all languages.
document.querySelectorAll("[data-language-link]").forEach((link) => {
  const target = link.getAttribute("href").split("#")[0]
  const follow = () => link.setAttribute("href", target + location.hash)
  addEventListener("hashchange", follow)
  link.addEventListener("click", follow)
  follow()
})

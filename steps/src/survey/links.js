// The links of a page that stay in the shop, those of its navigation first.
() => [...new Set([...document.querySelectorAll("nav a[href]"), ...document.querySelectorAll("header a[href]"), ...document.querySelectorAll("a[href]")])]
  .filter((one) => one.origin === location.origin && one.pathname !== location.pathname && !one.hasAttribute("download"))
  .map((one) => ({ address: one.href, name: (one.textContent || one.title || "").trim().slice(0, 80) })).slice(0, 60)

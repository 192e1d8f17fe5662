// Runs before the page is drawn: tells the styles that scripts work, as govuk-frontend expects.
document.body.className +=
  " js-enabled" + ("noModule" in HTMLScriptElement.prototype ? " govuk-frontend-supported" : "");

/**
 * Finding parts of a page. A page that lacks a part its script needs is a mistake
 * in the page, so each of these throws instead of handing out an absence.
 */

/**
 * The element of this id.
 * @template {Element} T
 * @param {string} id
 * @param {new () => T} type the class it must be of
 * @returns {T}
 */
export function byId(id, type) {
  return checked(document.getElementById(id), type, `#${id}`);
}

/**
 * The first element inside `root` that matches.
 * @template {Element} T
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => T} type the class it must be of
 * @returns {T}
 */
export function within(root, selector, type) {
  return checked(root.querySelector(selector), type, selector);
}

/**
 * A fresh copy of the one list item that a `<template>` holds.
 * @param {string} id of the template
 * @returns {HTMLLIElement}
 */
export function listItemFrom(id) {
  const copy = document.importNode(byId(id, HTMLTemplateElement).content, true);
  return within(copy, 'li', HTMLLIElement);
}

/**
 * Shows the named one of the page's drawings in the icon inside `root`.
 * @param {Element} root
 * @param {string} name
 */
export function setIcon(root, name) {
  within(root, 'use', SVGUseElement).setAttribute('href', `#icon-${name}`);
}

/**
 * @template {Element} T
 * @param {Element|null} found
 * @param {new () => T} type
 * @param {string} name
 * @returns {T}
 */
function checked(found, type, name) {
  if (!(found instanceof type)) throw new TypeError(`the page has no ${type.name} ${name}`);
  return found;
}

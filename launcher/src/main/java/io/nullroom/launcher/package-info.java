/** The one runnable jar: reads the settings, starts the services that are named, and stops them in order. */
package io.nullroom.launcher;

/** Looks for traces of a talk that is over, wherever the server and its machine could have kept one. */
package io.nullroom.audit;

/**
 * TLS as a program's listeners speak it: certificates and keys from files that may change under them, and the authorities that clients'
 * certificates are believed by. Listeners come after, and whoever else reads PEM files.
 */
@NullMarked
package io.vectrail.runtime.tls;

import org.jspecify.annotations.NullMarked;

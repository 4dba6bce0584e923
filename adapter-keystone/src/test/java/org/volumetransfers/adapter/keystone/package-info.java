/** Tests of identity by Keystone. */
@NullMarked
package org.volumetransfers.adapter.keystone;

import org.jspecify.annotations.NullMarked;

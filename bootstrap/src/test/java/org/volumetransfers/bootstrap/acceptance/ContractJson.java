package org.volumetransfers.bootstrap.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.VolumeTransfer;

/** The documents of docs/contract.md, sections 2, 3.2 and 9, built independently of the server. */
final class ContractJson {

    private ContractJson() {}

    /**
     * Returns a list.
     *
     * @param next the link to the next page; null if it is the last one
     */
    static JsonNode list(String version, boolean detailed, List<VolumeTransfer> transfers, @Nullable String next) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode items = document.putArray("transfers");
        transfers.forEach(transfer -> items.add(item(version, detailed, transfer)));
        if (next != null) {
            document.putArray("transfers_links").addObject().put("rel", "next").put("href", next);
        }
        return document;
    }

    /** Returns a single transfer. */
    static JsonNode show(String version, VolumeTransfer transfer) {
        return JsonNodeFactory.instance.objectNode().set("transfer", item(version, true, transfer));
    }

    private static ObjectNode item(String version, boolean detailed, VolumeTransfer transfer) {
        String path = "/" + transfer.project() + "/os-volume-transfer/" + transfer.id();
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("id", transfer.id().value());
        if (detailed) {
            item.put(
                    "created_at",
                    DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS")
                            .withZone(ZoneOffset.UTC)
                            .format(transfer.createdAt()));
        }
        item.put("name", transfer.name());
        item.put("volume_id", transfer.volume().value());
        ArrayNode links = item.putArray("links");
        links.addObject()
                .put("href", AcceptanceSetup.PUBLIC_URL + "/" + version + path)
                .put("rel", "self");
        links.addObject().put("href", AcceptanceSetup.PUBLIC_URL + path).put("rel", "bookmark");
        return item;
    }
}

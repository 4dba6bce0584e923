package peer;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TransferController {
    private final TransferRepository transfers;
    private final String token;
    private final String base;

    TransferController(
            TransferRepository transfers, @Value("${peer.token}") String token, @Value("${peer.base}") String base) {
        this.transfers = transfers;
        this.token = token;
        this.base = base;
    }

    record Link(String href, String rel) {}

    record Transfer(String id, String name, @JsonProperty("volume_id") String volumeId, List<Link> links) {}

    record TransferList(List<Transfer> transfers) {}

    @GetMapping("/v2/{project}/os-volume-transfer")
    ResponseEntity<TransferList> list(
            @PathVariable String project,
            @RequestParam(defaultValue = "1000") int limit,
            @RequestParam(defaultValue = "0") int offset,
            @RequestHeader("X-Auth-Token") String givenToken) {
        if (!token.equals(givenToken)) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
        }
        List<Transfer> page = transfers.page(project, limit, offset).stream()
                .map(row -> new Transfer(row.id, row.name, row.volumeId, links(project, row.id)))
                .toList();
        return ResponseEntity.ok(new TransferList(page));
    }

    private List<Link> links(String project, String id) {
        String path = "/" + project + "/os-volume-transfer/" + id;
        return List.of(new Link(base + "/v2" + path, "self"), new Link(base + path, "bookmark"));
    }
}

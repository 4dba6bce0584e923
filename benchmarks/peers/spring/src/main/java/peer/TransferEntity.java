package peer;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "volume_transfer")
class TransferEntity {
    @Id
    String id;

    String projectId;
    String volumeId;
    String name;
    Instant createdAt;
    String status;
}

using Signal.Functions.Http;
using Signal.Functions.Services;

namespace Signal.Functions.Rooms;

/// <summary>Creates, changes and deletes rooms, and notifies the nodes.</summary>
public sealed class RoomService(
    RoomStore rooms, RoomDeletion deletion, RoomSettingsPublisher settingsPublisher, RoomAgenda agenda,
    ServiceDirectory services, TimeProvider time)
{
    // The delay after which RoomUpkeep completes an interrupted request.
    private static readonly TimeSpan UpkeepDelay = TimeSpan.FromSeconds(5);

    /// <summary>The id of a service's test room.</summary>
    public static string TestRoomId(string serviceId) => Ids.HashKey("test room of " + serviceId)[..24];

    /// <summary>Creates a room; when the id is taken by an earlier attempt of the same request, returns the existing room.</summary>
    public async Task<RoomEntity> CreateAsync(string serviceId, string id, RoomSpec spec, CancellationToken cancellationToken)
    {
        RoomRules.Validate(spec);
        var now = time.GetUtcNow();
        var room = new RoomEntity
        {
            PartitionKey = serviceId,
            RowKey = spec.Test ? TestRoomId(serviceId) : id,
            Spec = spec,
            CreatedAt = now,
            UpdatedAt = now,
        };
        var account = await services.FindAsync(serviceId, cancellationToken);
        var inserted = account?.RoomQuota is { } quota
            ? await rooms.TryInsertAsync(room, quota, now, cancellationToken)
            : await rooms.TryInsertAsync(room, cancellationToken);
        if (inserted && room.ExpiresAt is { } expiresAt)
        {
            await agenda.AddAsync(room, expiresAt, cancellationToken);
        }

        return inserted
            ? room
            : await rooms.FindAsync(serviceId, room.Id, cancellationToken) ?? throw Problems.Conflict("The room was deleted.").AsException();
    }

    /// <summary>Changes a room's settings, keeps its placement, and notifies its node.</summary>
    /// <param name="serviceId">The service.</param>
    /// <param name="roomId">The room.</param>
    /// <param name="ifMatch">The expected version; null: any.</param>
    /// <param name="change">Creates the new settings from the current ones.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ProblemException">400: invalid settings; 404: no such room; 412: another version.</exception>
    public async Task<RoomEntity> UpdateAsync(
        string serviceId, string roomId, long? ifMatch, Func<RoomSpec, RoomSpec> change, CancellationToken cancellationToken)
    {
        var room = await rooms.ChangeAsync(
            serviceId,
            roomId,
            room =>
            {
                if (ifMatch is not null && ifMatch != room.Version)
                {
                    throw Problems.PreconditionFailed().AsException();
                }

                var spec = change(room.Spec) with { Test = room.Spec.Test };
                RoomRules.Validate(spec);
                room.Spec = spec;
                room.Version++;
                room.UpdatedAt = time.GetUtcNow();
                return true;
            },
            cancellationToken) ?? throw Problems.NotFound().AsException();
        if (room.ExpiresAt is { } expiresAt)
        {
            await agenda.AddAsync(room, expiresAt, cancellationToken);
        }

        if (room.Unpublished && !await settingsPublisher.PublishAsync(room, cancellationToken))
        {
            await agenda.AddAsync(room, time.GetUtcNow() + UpkeepDelay, cancellationToken);
        }

        return room;
    }

    /// <summary>
    /// Deletes a room and disconnects all participants. When interrupted, a retry or <see cref="RoomUpkeep"/> completes the deletion.
    /// </summary>
    /// <exception cref="ProblemException">404: no such room; 412: another version.</exception>
    public async Task DeleteAsync(string serviceId, string roomId, long? ifMatch, CancellationToken cancellationToken)
    {
        var room = await rooms.FindWithDeletedAsync(serviceId, roomId, cancellationToken) ?? throw Problems.NotFound().AsException();
        await agenda.AddAsync(room, time.GetUtcNow() + UpkeepDelay, cancellationToken);
        while (!room.Deleting)
        {
            if (ifMatch is not null && ifMatch != room.Version)
            {
                throw Problems.PreconditionFailed().AsException();
            }

            room.Deleting = true;
            if (!await rooms.TryReplaceAsync(room, cancellationToken))
            {
                room = await rooms.FindWithDeletedAsync(serviceId, roomId, cancellationToken) ?? throw Problems.NotFound().AsException();
            }
        }

        await deletion.CompleteAsync(room, cancellationToken);
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Signal.Functions.Rooms;
using Signal.Functions.Services;
using Signal.Functions.Storage;
using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.Services;

public sealed class ServiceDeletionTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Rooms_that_another_instance_creates_during_the_deletion_are_deleted_too()
    {
        await using var installation = await Installation.StartAsync(azurite, ("Admin:ServiceCache", "00:30:00"));
        await installation.AddInstanceAsync();
        var service = await installation.CreateServiceAsync();
        var path = $"/v1/services/{service.ServiceId}";
        var elsewhere = installation.Caller(service.ServiceId, service.Key, instance: 1);
        await elsewhere.CreateRoomAsync();

        (await installation.Superservice.DeleteAsync(path)).ShouldBe(204);
        Assert.Equal(0, await RoomsAsync());
        await elsewhere.CreateRoomAsync();

        // Deleted for the API, although rooms may still appear.
        (await installation.Superservice.GetAsync(path)).ShouldBeProblem(404, "not-found");
        (await installation.Superservice.DeleteAsync(path)).ShouldBeProblem(404, "not-found");
        Assert.DoesNotContain(service.ServiceId, (await installation.Superservice.GetAsync("/v1/services")).ShouldBe(200).Body, StringComparison.Ordinal);

        await FinishAsync(after: TimeSpan.Zero);
        Assert.Equal(0, await RoomsAsync());
        await elsewhere.CreateRoomAsync();
        await FinishAsync(after: TimeSpan.FromHours(1));
        Assert.Equal(0, await RoomsAsync());
        Assert.Null(await installation.Get<TableDatabase>().Open<ServiceEntity>(TableNames.Services)
            .GetAsync(ServiceEntity.Partition, service.ServiceId, TestContext.Current.CancellationToken));

        ValueTask<int> RoomsAsync() =>
            installation.Get<RoomStore>().OfServiceAsync(service.ServiceId, TestContext.Current.CancellationToken)
                .CountAsync(TestContext.Current.CancellationToken);

        Task FinishAsync(TimeSpan after) => ActivatorUtilities
            .CreateInstance<ServiceRegistry>(installation.Get<IServiceProvider>(), new FakeTimeProvider(TimeProvider.System.GetUtcNow() + after))
            .FinishDeletionsAsync(TestContext.Current.CancellationToken);
    }
}

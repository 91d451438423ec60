using Azure.Data.Tables;
using Signal.Functions.Storage;

namespace Signal.Functions.Tests.Storage;

public sealed class TableBatchTests
{
    [Fact]
    public void A_batch_has_at_most_a_hundred_writes()
    {
        var batch = new TableBatch("p");
        for (var i = 0; i < TableBatch.MaxSize; i++)
        {
            Assert.False(batch.IsFull);
            batch.Insert(new TableEntity("p", $"{i}"));
        }

        Assert.True(batch.IsFull);
        Assert.Throws<InvalidOperationException>(() => batch.Insert(new TableEntity("p", "one more")));
    }

    [Fact]
    public void A_batch_keeps_to_one_partition() =>
        Assert.Throws<InvalidOperationException>(() => new TableBatch("p").Upsert(new TableEntity("q", "r")));

    [Fact]
    public void A_batch_writes_an_entity_once() =>
        Assert.Throws<InvalidOperationException>(() => new TableBatch("p").Insert(new TableEntity("p", "r")).Delete(new TableEntity("p", "r")));
}

using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Portal;

/// <summary>One house with pages for all classes that need no other: each class has agreements of its own.</summary>
[CollectionDefinition(Name)]
public sealed class WithPages : ICollectionFixture<PortalHouse>
{
    public const string Name = "with pages";
}

using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Portal;

/// <summary>One house with pages and a Chromium for all who look at them in it.</summary>
[CollectionDefinition(Name)]
public sealed class WithBrowsedPages : ICollectionFixture<BrowsedPortalHouse>
{
    public const string Name = "with browsed pages";
}

using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Portal;

/// <summary>One house with pages for all journeys that are walked in Chromium by keyboard alone.</summary>
[CollectionDefinition(Name)]
public sealed class WithKeyboardPages : ICollectionFixture<KeyboardPortalHouse>
{
    public const string Name = "with keyboard pages";
}

using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Portal;

/// <summary>The journeys of <see cref="AccountJourneyTests"/> in a real Chromium: by keyboard alone, without script, 320 pixels wide.</summary>
[Collection(WithKeyboardPages.Name)]
[Trait("needs", "servers")]
[Trait("slow", "yes")]
public sealed class AccountJourneysByKeyboardTests(KeyboardPortalHouse house) : AccountJourneyTests(house);

/// <summary>The journeys of <see cref="AgreementJourneyTests"/> in a real Chromium: by keyboard alone, without script, 320 pixels wide.</summary>
[Collection(WithKeyboardPages.Name)]
[Trait("needs", "servers")]
[Trait("slow", "yes")]
public sealed class AgreementJourneysByKeyboardTests(KeyboardPortalHouse house) : AgreementJourneyTests(house);

/// <summary>The journeys of <see cref="YearlyReportJourneyTests"/> in a real Chromium: by keyboard alone, without script, 320 pixels wide.</summary>
[Collection(WithKeyboardPages.Name)]
[Trait("needs", "servers")]
[Trait("slow", "yes")]
public sealed class YearlyReportJourneysByKeyboardTests(KeyboardPortalHouse house) : YearlyReportJourneyTests(house);

/// <summary>The journeys of <see cref="LineJourneyTests"/> in a real Chromium: by keyboard alone, without script, 320 pixels wide.</summary>
[Collection(WithKeyboardPages.Name)]
[Trait("needs", "servers")]
[Trait("slow", "yes")]
public sealed class LineJourneysByKeyboardTests(KeyboardPortalHouse house) : LineJourneyTests(house);

/// <summary>The journeys of <see cref="ImportJourneyTests"/> in a real Chromium: by keyboard alone, without script, 320 pixels wide.</summary>
[Collection(WithKeyboardPages.Name)]
[Trait("needs", "servers")]
[Trait("slow", "yes")]
public sealed class ImportJourneysByKeyboardTests(KeyboardPortalHouse house) : ImportJourneyTests(house);

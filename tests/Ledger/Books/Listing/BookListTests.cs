using HourExchange.Tests.Kit;
using HourExchange.Tests.Ledger.Years;

namespace HourExchange.Tests.Ledger.Books.Listing;

[Trait("needs", "servers")]
public sealed class BookListTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_party_sees_its_books_with_the_years_that_have_begun()
    {
        var work = await BookAtWork.Open(house, "LISTED");
        await work.Post(60);
        await work.Post(30);
        await work.Draft();
        await (await BookAtWork.Open(house, "OTHERS", agreement => agreement with { TacitRenewal = false, TermYears = 2 })).Post(45);

        var page = (await (await house.ClientsOf("HG", "finance")).Ledger.ListBooksAsync()).Is(200);
        Assert.Null(page.Next);
        Assert.Equal(["LISTED HETS HG 2", "OTHERS HETS HG 1"], page.Books.Select(book => $"{book.Ref} {string.Join(' ', book.Parties)} {book.LastNumber}"));
        var listed = page.Books[0].Years.Select(year => $"{year.Year} {year.State}").ToList();
        var years = (await (await house.ClientsOf("HG", "auditor")).Ledger.ListYearsAsync("LISTED")).Is(200);
        Assert.Equal(years.Select(year => $"{year.Year} {year.State}"), listed);
        Assert.Equal("2014-2015 drafted", listed[0]);
        Assert.Equal(["2014-2015", "2015-2016"], page.Books[^1].Years.Select(year => year.Year));

        Assert.Empty((await (await house.ClientsOf("ISSM", "auditor")).Ledger.ListBooksAsync()).Is(200).Books);
        (await (await house.As("*", "operator")).AskLedger("books?limit=0")).IsProblem(403, "role-missing");
        (await (await house.As("HG", "admin")).AskLedger("books")).IsProblem(403, "role-missing");
    }
}

using HourExchange.Ledger;
using HourExchange.Ledger.Consenting;
using HourExchange.Ledger.Settlements.Domain;
using HourExchange.Ledger.Years.Domain;

// Its part of the page that is printed from the code (./hx openapi writes it).
if (args is ["states"])
{
    Console.Write($"\n{YearLife.Print()}\n{ProposalLife.Print()}\n{SettlementLife.Print()}");
    return 0;
}

return await LedgerService.Host.Main(args);

package io.tradecache.feed;

import io.tradecache.core.model.Symbol;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is traded on the simulated market. Immutable.
 *
 * @param symbol the ticker
 * @param companyName the issuer's name
 * @param basePrice what the price swings around
 * @param dailyVolatility the usual daily move, as a part of the price
 * @param dailyVolume the usual number of shares traded in a day
 */
record Listing(Symbol symbol, String companyName, double basePrice, double dailyVolatility, long dailyVolume) {

    private static final int COLUMNS = 5;

    /** Well-known names at prices that look like theirs; none of it is market data. */
    private static final String TABLE = """
            AAPL  | Apple Inc.                     |  190 | 0.014 |  55000000
            ABBV  | AbbVie Inc.                    |  175 | 0.012 |   5500000
            ADBE  | Adobe Inc.                     |  480 | 0.019 |   3000000
            AMD   | Advanced Micro Devices, Inc.   |  150 | 0.028 |  45000000
            AMGN  | Amgen Inc.                     |  300 | 0.013 |   2400000
            AMZN  | Amazon.com, Inc.               |  185 | 0.018 |  40000000
            AVGO  | Broadcom Inc.                  |  170 | 0.023 |  25000000
            AXP   | American Express Company       |  240 | 0.015 |   2800000
            BA    | The Boeing Company             |  180 | 0.021 |   7000000
            BAC   | Bank of America Corporation    |   39 | 0.015 |  37000000
            BLK   | BlackRock, Inc.                |  850 | 0.014 |    600000
            BRK.B | Berkshire Hathaway Inc.        |  440 | 0.009 |   3500000
            C     | Citigroup Inc.                 |   63 | 0.017 |  13000000
            CAT   | Caterpillar Inc.               |  345 | 0.016 |   2700000
            COST  | Costco Wholesale Corporation   |  860 | 0.012 |   1900000
            CRM   | Salesforce, Inc.               |  265 | 0.018 |   5500000
            CSCO  | Cisco Systems, Inc.            |   50 | 0.011 |  18000000
            CVX   | Chevron Corporation            |  155 | 0.013 |   7500000
            DE    | Deere & Company                |  390 | 0.015 |   1300000
            DIA   | Dow Jones Industrial ETF       |  400 | 0.007 |   3500000
            DIS   | The Walt Disney Company        |  100 | 0.016 |  10000000
            F     | Ford Motor Company             |   12 | 0.020 |  50000000
            GE    | GE Aerospace                   |  165 | 0.017 |   5500000
            GM    | General Motors Company         |   46 | 0.019 |  13000000
            GOOG  | Alphabet Inc. Class C          |  172 | 0.016 |  18000000
            GOOGL | Alphabet Inc. Class A          |  170 | 0.016 |  26000000
            GS    | The Goldman Sachs Group, Inc.  |  470 | 0.015 |   2100000
            HD    | The Home Depot, Inc.           |  360 | 0.013 |   3300000
            IBM   | International Business Machines|  185 | 0.012 |   4000000
            INTC  | Intel Corporation              |   31 | 0.024 |  50000000
            IWM   | Russell 2000 ETF               |  205 | 0.012 |  28000000
            JNJ   | Johnson & Johnson              |  152 | 0.009 |   7000000
            JPM   | JPMorgan Chase & Co.           |  200 | 0.013 |   9000000
            KO    | The Coca-Cola Company          |   63 | 0.008 |  13000000
            LLY   | Eli Lilly and Company          |  850 | 0.018 |   3000000
            MA    | Mastercard Incorporated        |  455 | 0.011 |   2600000
            MCD   | McDonald's Corporation         |  260 | 0.010 |   3500000
            META  | Meta Platforms, Inc.           |  500 | 0.021 |  14000000
            MRK   | Merck & Co., Inc.              |  128 | 0.011 |   8000000
            MSFT  | Microsoft Corporation          |  420 | 0.013 |  20000000
            NFLX  | Netflix, Inc.                  |  650 | 0.020 |   3200000
            NKE   | NIKE, Inc.                     |   92 | 0.017 |   9500000
            NVDA  | NVIDIA Corporation             |  125 | 0.028 | 280000000
            ORCL  | Oracle Corporation             |  135 | 0.017 |   9500000
            PEP   | PepsiCo, Inc.                  |  168 | 0.009 |   5500000
            PFE   | Pfizer Inc.                    |   28 | 0.013 |  33000000
            PG    | The Procter & Gamble Company   |  165 | 0.008 |   6500000
            QCOM  | QUALCOMM Incorporated          |  190 | 0.021 |   8500000
            QQQ   | Nasdaq 100 ETF                 |  470 | 0.011 |  38000000
            SBUX  | Starbucks Corporation          |   79 | 0.016 |   9500000
            SPY   | S&P 500 ETF                    |  545 | 0.008 |  60000000
            T     | AT&T Inc.                      |   18 | 0.012 |  33000000
            TSLA  | Tesla, Inc.                    |  245 | 0.032 |  95000000
            TXN   | Texas Instruments Incorporated |  195 | 0.016 |   5000000
            UNH   | UnitedHealth Group Incorporated|  500 | 0.013 |   3300000
            V     | Visa Inc.                      |  275 | 0.010 |   6500000
            VZ    | Verizon Communications Inc.    |   41 | 0.011 |  16000000
            WFC   | Wells Fargo & Company          |   58 | 0.015 |  15000000
            WMT   | Walmart Inc.                   |   67 | 0.010 |  16000000
            XOM   | Exxon Mobil Corporation        |  114 | 0.013 |  15000000
            """;

    /** All listings by their symbol, in alphabetical order. */
    static final Map<Symbol, Listing> ALL = parsed();

    private static Map<Symbol, Listing> parsed() {
        Map<Symbol, Listing> all = new LinkedHashMap<>();
        TABLE.lines().map(Listing::row).forEach(listing -> all.put(listing.symbol, listing));
        return Collections.unmodifiableMap(all);
    }

    private static Listing row(String line) {
        String[] cells =
                Arrays.stream(line.split("\\|", COLUMNS)).map(String::strip).toArray(String[]::new);
        return new Listing(
                new Symbol(cells[0]),
                cells[1],
                Double.parseDouble(cells[2]),
                Double.parseDouble(cells[3]),
                Long.parseLong(cells[4]));
    }
}

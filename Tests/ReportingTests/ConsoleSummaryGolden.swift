/// What the summaries of ``SampleResult`` look like, word for word.
enum ConsoleSummaryGolden {
    /// The open model, all well.
    static let open = """

          quickstart   completed   VALID
          open model, messages by schedule · 10.0 s measured after 2.0 s of warm-up · seed 42
          Example CPU 3.0 GHz · 2 cores, 1 worker · Linux 6.8.0 x86_64

          latency                p50      p90      p95      p99    p99.9   p99.99      max     mean    count
          from due time       118 µs   404 µs   707 µs  2.04 ms  3.68 ms  4.00 ms  4.04 ms   225 µs   10,000
          from actual write   117 µs   402 µs   705 µs  2.04 ms  3.68 ms  4.00 ms  4.04 ms   223 µs   10,000

          connecting          270 µs   390 µs   405 µs   417 µs   420 µs   420 µs   420 µs   270 µs    1,000
            tcp              90.0 µs   130 µs   135 µs   139 µs   140 µs   140 µs   140 µs  90.1 µs    1,000
            upgrade           180 µs   260 µs   270 µs   278 µs   280 µs   280 µs   280 µs   180 µs    1,000
          closing            95.0 µs  99.0 µs  99.5 µs  99.9 µs   100 µs   100 µs   100 µs  95.0 µs    1,000
          whole session       11.5 s   11.9 s   12.0 s   12.0 s   12.0 s   12.0 s   12.0 s   11.5 s    1,000

          send lag           1.60 µs  2.88 µs  3.07 µs  3.14 µs  3.14 µs  3.14 µs  3.14 µs  1.57 µs   10,000

          throughput         1,000 msg/s sent   1,000 msg/s received   137 KiB/s out   129 KiB/s in
          messages           10,002 planned   10,002 sent   10,000 answered
          message faults     2 lost   0 late   0 unexpected   0 corrupt   0 planned but not sent
          sessions           1,003 planned   1,000 opened   3 failed   1,000 open at the peak   1,000 closed
          closes             1000 by client: 998   1006 without close frame: 2
          errors             4 of 2 kinds
                    3  connect_refused, 0.1 s to 2.9 s: connect to 127.0.0.1:9001: connection refused
                    1  handshake_status_503, at 2.5 s: the server answered 503 with "<html>  �[31mService U…

          generator          CPU 1.23 s user + 3.46 s system   4.56 µs per message   busiest worker 45.0 %
                             30.0 MiB peak memory   812 B per session   0 B allocated per message
          embedded server    CPU 0.90 s user + 3.10 s system   3.98 µs per message   9.00 MiB peak memory
          little's law       5.21 in flight / 10,000 per s = 521 µs   recorded 519 µs   0.41 % unexplained

          VALID              The generator kept up: these figures speak of the server.

        """

    /// The closed loop, interrupted and invalid.
    static let closed = """

          quickstart   interrupted, measured until then   INVALID
          closed loop, messages after replies · 10.0 s measured after 2.0 s of warm-up · seed 42
          Example CPU 3.0 GHz · 2 cores, 1 worker · Linux 6.8.0 x86_64

          latency                p50      p90      p95      p99    p99.9   p99.99      max     mean    count
          service time        118 µs   404 µs   707 µs  2.04 ms  3.68 ms  4.00 ms  4.04 ms   225 µs   10,000

          connecting          270 µs   390 µs   405 µs   417 µs   420 µs   420 µs   420 µs   270 µs    1,000
            tcp              90.0 µs   130 µs   135 µs   139 µs   140 µs   140 µs   140 µs  90.1 µs    1,000
            upgrade           180 µs   260 µs   270 µs   278 µs   280 µs   280 µs   280 µs   180 µs    1,000
          closing            95.0 µs  99.0 µs  99.5 µs  99.9 µs   100 µs   100 µs   100 µs  95.0 µs    1,000
          whole session       11.5 s   11.9 s   12.0 s   12.0 s   12.0 s   12.0 s   12.0 s   11.5 s    1,000

          send lag           1.60 µs  2.88 µs  3.07 µs  3.14 µs  3.14 µs  3.14 µs  3.14 µs  1.57 µs   10,000

          service time: closed loop, timed from the write. A slow server also slows the load, so this is
          not what users at a steady rate would wait.

          throughput         1,000 msg/s sent   1,000 msg/s received   137 KiB/s out   129 KiB/s in
          messages           10,002 planned   10,002 sent   10,000 answered
          message faults     2 lost   0 late   0 unexpected   0 corrupt   0 planned but not sent
          sessions           1,003 planned   1,000 opened   3 failed   1,000 open at the peak   1,000 closed
          closes             1000 by client: 998   1006 without close frame: 2
          errors             4 of 2 kinds
                    3  connect_refused, 0.1 s to 2.9 s: connect to 127.0.0.1:9001: connection refused
                    1  handshake_status_503, at 2.5 s: the server answered 503 with "<html>  �[31mService U…

          generator          CPU 1.23 s user + 3.46 s system   4.56 µs per message   busiest worker 45.0 %
                             30.0 MiB peak memory   812 B per session   0 B allocated per message
          little's law       5.21 in flight / 10,000 per s = 521 µs   recorded 519 µs   0.41 % unexplained

          INVALID            The generator was the limit: do not take these figures for the server's.
          send_lag_p99       One message in a hundred was written later than it was due by more than the
                             limit: give the run more workers, or a lower rate. (measured 12.3 ms,
                             limit 1.00 ms)
          worker_cpu         only SUSPECT: The busiest worker had next to no time to spare.
                             (measured 93.0 %, limit 85.0 %)

        """
}

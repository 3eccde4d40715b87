/** Tests of the file layer that fails, in one process and under a program of its own. */

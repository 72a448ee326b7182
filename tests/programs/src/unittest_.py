import unittest,sys; sys.stderr=sys.stdout; import time; time.perf_counter=time.time=lambda:0
class T(unittest.TestCase):
    def setUp(self): self.l=[1,2,3]
    def test_a(self): self.assertEqual(1+1,2)
    def test_b(self): self.assertEqual([1,2],[1,3])
    def test_c(self): self.assertEqual("a\nb\n","a\nc\n","said")
    def test_d(self): raise ValueError("x")
    @unittest.skip("no")
    def test_e(self): pass
    @unittest.expectedFailure
    def test_f(self): self.fail("x")
    def test_g(self):
        "A doc line."
        for i in range(3):
            with self.subTest(i=i): self.assertEqual(i%2,0)
    def test_h(self):
        with self.assertRaises(ZeroDivisionError) as c: 1/0
        self.assertIn("division",str(c.exception))
        with self.assertRaisesRegex(ValueError,"b"): raise ValueError("abc")
        self.assertRaises(KeyError, {}.__getitem__, 1)
    def test_i(self):
        with self.assertRaises(KeyError): pass
    def test_j(self): self.assertDictEqual({1:2},{1:3})
    def test_k(self): self.assertTrue(False)
    def test_l(self): self.assertAlmostEqual(1.0,1.1)
    def test_m(self): self.assertIsNone(3)
    def test_n(self): self.assertIn(3,[1,2])
    def test_o(self): self.assertSetEqual({1},{2})
    def test_p(self): self.assertCountEqual([1,2],[2,2])
    def test_q(self): self.assertLess(3,2)
    def test_r(self): self.assertIsInstance(3,str)
    def test_s(self): self.assertRegex("a","b")
    def test_t(self): self.skipTest("later")
    def test_u(self): self.assertTupleEqual((1,),(2,))
    def test_v(self): self.assertEqual("abc","abd")
    def test_w(self): self.assertNotEqual(1,1)
    def test_x(self): self.assertIs([],[])
    @unittest.expectedFailure
    def test_y(self): pass
    @classmethod
    def setUpClass(cls): print("class")
    def tearDown(self): pass
class U(unittest.TestCase):
    @classmethod
    def setUpClass(cls): raise ValueError("class")
    def test_a(self): pass
if __name__=="__main__": unittest.main(verbosity=2)
